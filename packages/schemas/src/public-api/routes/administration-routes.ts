import { CreateProvider, Provider, ProviderTest, UpdateProvider } from "#models/provider.ts";
import { ApiKey, CreateApiKey, CreatedApiKey } from "#public-api/key.ts";
import { pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";

export const administrationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/providers",
    group: "Providers",
    summary: "List providers",
    role: "viewer",
    answers: { 200: { description: "All of them.", body: pageOf(Provider) } },
  },
  {
    method: "POST",
    path: "/providers",
    group: "Providers",
    summary: "Add a provider",
    role: "admin",
    body: CreateProvider,
    example: {
      name: "openai",
      api: "openai-completions",
      baseUrl: "https://api.openai.com/v1",
      apiKey: "sk-your-key",
      models: [{ id: "gpt-5" }],
    },
    answers: { 201: { description: "The provider, without its key.", body: Provider } },
    errors: ["conflict"],
  },
  {
    method: "PATCH",
    path: "/providers/{provider}",
    group: "Providers",
    summary: "Change a provider",
    role: "admin",
    body: UpdateProvider,
    example: { models: [{ id: "gpt-5", contextWindow: 400_000 }] },
    answers: { 200: { description: "The provider as it is now.", body: Provider } },
  },
  {
    method: "DELETE",
    path: "/providers/{provider}",
    group: "Providers",
    summary: "Remove a provider and its key",
    role: "admin",
    answers: { 204: { description: "It is gone." } },
  },
  {
    method: "POST",
    path: "/providers/{provider}/test",
    group: "Providers",
    summary: "Call a provider and say what it answered",
    role: "admin",
    answers: { 200: { description: "What happened.", body: ProviderTest } },
  },
  {
    method: "GET",
    path: "/keys",
    group: "Keys",
    summary: "List API keys",
    role: "admin",
    answers: { 200: { description: "Without their values.", body: pageOf(ApiKey) } },
  },
  {
    method: "POST",
    path: "/keys",
    group: "Keys",
    summary: "Create an API key",
    role: "admin",
    body: CreateApiKey,
    example: { name: "My service", role: "editor" },
    answers: { 201: { description: "The key, with its value this once.", body: CreatedApiKey } },
  },
  {
    method: "DELETE",
    path: "/keys/{key}",
    group: "Keys",
    summary: "Revoke an API key",
    role: "admin",
    answers: { 204: { description: "It is refused from now on." } },
  },
];
