export { NewProviderPage } from "./new-provider-page.tsx";
export { ProviderPage } from "./provider-page.tsx";
export { ProvidersPage } from "./providers-page.tsx";
