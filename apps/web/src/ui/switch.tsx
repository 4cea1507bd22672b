/** Something that is on or off at once. */
export function Switch({
  label,
  help,
  checked,
  onChange,
}: {
  label: string;
  /** What it does, for whoever points at it. */
  help?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label class="switch" title={help}>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="switch-track" aria-hidden="true" />
      <span>{label}</span>
    </label>
  );
}
