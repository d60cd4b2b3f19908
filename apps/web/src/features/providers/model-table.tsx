"use client";
import type { ProviderModel } from "@slipway/schemas/models/model";
import type { Provider } from "@slipway/schemas/models/provider";
import { MessagesSquare, X } from "lucide-react";
import Link from "next/link";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { NumberCell } from "#ui/number-cell.tsx";
import { Tooltip } from "#ui/tooltip.tsx";
import { AbilitiesCell } from "./abilities-cell.tsx";
import { PriceCell } from "./price-cell.tsx";
import { talkHref } from "./talk-href.ts";
import { withNumber } from "./with-number.ts";

type ModelTableProps = {
  readonly provider: Provider;
  readonly onModelsChange: (models: ProviderModel[]) => void;
};

const mostTokens = 100_000_000;

/** The chosen models with what is known of them; each number is changed where it stands. */
export function ModelTable({ provider, onModelsChange }: ModelTableProps) {
  const { models } = provider;

  function replace(changed: ProviderModel) {
    onModelsChange(models.map((model) => (model.id === changed.id ? changed : model)));
  }

  const columns: Column<ProviderModel>[] = [
    {
      key: "model",
      header: "Model",
      cell: ({ id }) => (
        <span className="font-mono text-12" title={id}>
          {id}
        </span>
      ),
    },
    {
      key: "context",
      header: "Context, tokens",
      width: "124px",
      align: "end",
      cell: (model) => (
        <NumberCell
          aria-label={`Context window of ${model.id}, in tokens`}
          value={model.contextWindow ?? null}
          onValueCommitted={(tokens) => replace(withNumber(model, "contextWindow", tokens))}
          min={1}
          max={mostTokens}
        />
      ),
    },
    {
      key: "output",
      header: "Longest answer",
      width: "124px",
      align: "end",
      cell: (model) => (
        <NumberCell
          aria-label={`Longest answer of ${model.id}, in tokens`}
          value={model.maxOutputTokens ?? null}
          onValueCommitted={(tokens) => replace(withNumber(model, "maxOutputTokens", tokens))}
          min={1}
          max={mostTokens}
        />
      ),
    },
    {
      key: "price",
      header: "Price, in / out",
      width: "148px",
      align: "end",
      cell: (model) => <PriceCell model={model} onModelChange={replace} />,
    },
    {
      key: "abilities",
      header: "Abilities",
      width: "232px",
      cell: (model) => <AbilitiesCell model={model} onModelChange={replace} />,
    },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      width: "84px",
      align: "end",
      cell: (model) => (
        <span className="inline-flex items-center">
          <Tooltip label="Talk to it">
            <Link
              href={talkHref(provider, model)}
              aria-label={`Talk to ${model.id}`}
              className="grid size-6 place-items-center rounded-md text-muted -outline-offset-2 hover:bg-hover hover:text-text pointer-coarse:size-10 [&_svg]:size-4"
            >
              <MessagesSquare />
            </Link>
          </Tooltip>
          <IconButton
            label={`Stop using ${model.id}`}
            icon={<X />}
            size="sm"
            className="-outline-offset-2"
            onClick={() => onModelsChange(models.filter((each) => each.id !== model.id))}
          />
        </span>
      ),
    },
  ];
  return (
    <div className="-mx-4 overflow-x-auto">
      <div className="min-w-216">
        <DataTable
          caption={`Models of ${provider.name}`}
          columns={columns}
          rows={models}
          rowKey={({ id }) => id}
          comfortable
        />
      </div>
    </div>
  );
}
