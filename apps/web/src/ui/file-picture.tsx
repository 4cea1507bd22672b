import { useEffect, useState } from 'preact/hooks';

/** A picture file of the reader's own, as an image. */
export function FilePicture({ file, alt }: { file: Blob; alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const object = URL.createObjectURL(file);
    setUrl(object);
    return () => URL.revokeObjectURL(object);
  }, [file]);
  return <img src={url} alt={alt} />;
}
