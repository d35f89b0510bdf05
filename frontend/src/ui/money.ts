import type { PayLine } from "@/api/schema";

/** An amount in minor units as people write it, in the page's language. */
export function formatMoney(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}

/** The sum of all lines, or null when there are none or their currencies differ. */
export function totalOf(lines: readonly PayLine[]): { amountMinor: number; currency: string } | null {
  const first = lines[0];
  if (first === undefined || lines.some((line) => line.currency !== first.currency)) return null;
  return { amountMinor: lines.reduce((sum, line) => sum + line.amount_minor, 0), currency: first.currency };
}
