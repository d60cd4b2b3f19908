const cents = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const fine = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 2,
});

/** US dollars with the digits that matter: `$0.0042`, `$0.42`, `$1,234.50`; `$0` only for nothing at all. */
export function formatCost(usd: number): string {
  if (usd === 0) return "$0";
  return usd < 0.095 ? fine.format(usd) : cents.format(usd);
}
