import { heatColor } from '@unseen/imaging/heat-ramp';
import { useEffect, useRef } from 'preact/hooks';
import { smoothGrid, type Grid } from './smooth-grid.ts';

/** Pixels of the drawing, stretched over the picture. */
const SIZE = 96;

/** Attention over a picture: covers the box it is placed in. */
export function Heat({ grid }: { grid: Grid }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIZE, SIZE);
    smoothGrid(grid, SIZE).forEach((level, index) => image.data.set(heatColor(level), index * 4));
    context.putImageData(image, 0, 0);
  }, [grid]);
  return <canvas ref={canvas} class="heat" width={SIZE} height={SIZE} aria-hidden="true" />;
}
