"use client";
import { Slider as BaseSlider } from "@base-ui/react/slider";

type SliderProps = {
  readonly value: number;
  readonly onValueChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly disabled?: boolean;
  /** Needed where no Field gives it a label. */
  readonly "aria-label"?: string;
};

export function Slider({ value, onValueChange, "aria-label": label, ...rest }: SliderProps) {
  return (
    <BaseSlider.Root value={value} onValueChange={(next) => onValueChange(next)} {...rest}>
      <BaseSlider.Control className="flex h-6 w-full touch-none items-center select-none data-disabled:opacity-50 pointer-coarse:h-10">
        <BaseSlider.Track className="h-1 w-full rounded-full bg-selected">
          <BaseSlider.Indicator className="rounded-full bg-accent" />
          <BaseSlider.Thumb
            {...(label ? { "aria-label": label } : {})}
            className="size-3.5 rounded-full border-2 border-accent bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  );
}
