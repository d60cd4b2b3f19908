/** Of these the server shows a browser the pixels. */
export function isPicture(path: string): boolean {
  return /\.(png|jpe?g|gif|webp)$/i.test(path);
}

export function isTable(path: string): boolean {
  return /\.(csv|tsv)$/i.test(path);
}
