import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { t } from '../text/text.ts';
import { type Camera, inSight, type Size, toScreen } from './camera.ts';
import type { Colors, Ground } from './draw-map.ts';

/** Beyond this, Mercator's projection goes to infinity. */
const LAST_LATITUDE = 85;
/** Degrees between the lines of the grid, and pixels that are between them at least. */
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 90];
const LEAST_STEP = 110;

/** Mercator's projection of a longitude, from 0 in the west to 1 in the east. @param longitude - degrees */
export function eastOf(longitude: number): number {
  return (longitude + 180) / 360;
}

/** Mercator's projection of a latitude, from 0 in the north to 1 in the south. @param latitude - degrees */
export function southOf(latitude: number): number {
  const bounded = Math.min(Math.max(latitude, -LAST_LATITUDE), LAST_LATITUDE);
  return 0.5 - Math.asinh(Math.tan((bounded * Math.PI) / 180)) / (2 * Math.PI);
}

/** The latitude at a place of the projection, in degrees. */
export function latitudeAt(south: number): number {
  return (Math.atan(Math.sinh((0.5 - south) * 2 * Math.PI)) * 180) / Math.PI;
}

/** The world's land with its degrees. The outlines are Natural Earth's, in the public domain, and come with the page. */
export async function loadWorld(): Promise<Ground> {
  const { default: atlas } = await import('world-atlas/land-110m.json');
  const topology = atlas as unknown as Topology<{ land: GeometryCollection }>;
  const land = new Path2D();
  for (const { geometry } of feature(topology, topology.objects.land).features) {
    const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    for (const ring of geometry.type === 'Polygon' ? geometry.coordinates : polygons.flat()) {
      let before: number | undefined;
      for (const [longitude, latitude] of ring) {
        const [x, y] = [eastOf(longitude!), southOf(latitude!)];
        // What goes on at the other edge of the map is not drawn right across it.
        if (before === undefined || Math.abs(x - before) > 0.5) land.moveTo(x, y);
        else land.lineTo(x, y);
        before = x;
      }
      land.closePath();
    }
  }
  return {
    draw: (context, camera, size, colors) => {
      drawLand(context, land, camera, size, colors);
      drawDegrees(context, camera, size, colors);
    },
  };
}

function drawLand(
  context: CanvasRenderingContext2D,
  land: Path2D,
  { x, y, scale }: Camera,
  { width, height }: Size,
  colors: Colors,
): void {
  context.save();
  context.translate(width / 2, height / 2);
  context.scale(scale, scale);
  context.translate(-x, -y);
  context.fillStyle = colors.land;
  context.fill(land);
  context.lineWidth = 1 / scale;
  context.strokeStyle = colors.line;
  context.stroke(land);
  context.restore();
}

/** Lines of latitude and longitude, with their degrees at the edges. */
function drawDegrees(context: CanvasRenderingContext2D, camera: Camera, size: Size, colors: Colors): void {
  const { left, top, right, bottom } = inSight(camera, size);
  const step = STEPS.find((degrees) => (degrees / 360) * camera.scale >= LEAST_STEP) ?? STEPS.at(-1)!;
  context.save();
  context.lineWidth = 1;
  context.strokeStyle = colors.line;
  context.fillStyle = colors.text;
  context.font = '11px system-ui, sans-serif';
  const line = (fromX: number, fromY: number, toX: number, toY: number) => {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  };
  const steps = (from: number, to: number) => {
    const first = Math.ceil(from / step);
    return Array.from(
      { length: Math.max(0, Math.floor(to / step) - first + 1) },
      (_, at) => (first + at) * step,
    );
  };
  for (const longitude of steps(Math.max(left * 360 - 180, -180), Math.min(right * 360 - 180, 180))) {
    const { x } = toScreen(camera, size, eastOf(longitude), 0);
    line(x, 0, x, size.height);
    context.fillText(t.map.longitude(longitude), x + 4, size.height - 6);
  }
  for (const latitude of steps(latitudeAt(bottom), latitudeAt(top))) {
    const { y } = toScreen(camera, size, 0, southOf(latitude));
    line(0, y, size.width, y);
    context.fillText(t.map.latitude(latitude), 6, y - 4);
  }
  context.restore();
}
