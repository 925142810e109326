import { deciding, edit, job, type SpecEdit, schemas } from "../edit.ts";

const required = [
  ...["orgId", "jobId", "name", "firmwareId", "type", "enableUpgradeRequest", "upgradeScope"],
  ...["upgradeTimeout", "status", "createTime"],
];

/** The jobs that the mock makes up have the field: a person decides what they have now. */
const samplesOfMock = [
  "src/generate/createJob.ts",
  ...Array.from({ length: 4 }, () => "src/generate/details.ts"),
];

/** Edits of what a search returns. */
export const answerEdits: readonly SpecEdit[] = [
  edit("an optional field is added", [
    [...job, "description"],
    { type: "string", description: "What the job is for. [assumed]" },
  ]),
  deciding(
    "a required field is added",
    [
      [
        [...job, "priority"],
        { type: "integer", minimum: 0, description: "The greater, the sooner. [assumed]" },
      ],
      [
        [...schemas, "JobInfo", "required"],
        [...required, "priority"],
      ],
    ],
    // Each sample has to say what its job would have.
    Array.from(
      { length: 4 },
      () => "The example does not fit its schema: data.0 must have required property 'priority'.",
    ),
  ),
  deciding("a field is removed", [[[...job, "startAfterCreate"], undefined]], samplesOfMock),
  deciding(
    "a field is renamed",
    [
      [[...job, "startAfterCreate"], undefined],
      [
        [...job, "startsAfterCreate"],
        { type: "boolean", description: "Whether it starts at once. [assumed]" },
      ],
    ],
    samplesOfMock,
  ),
  edit("an enum is widened", [
    [...schemas, "JobStatus", "enum"],
    ["started", "paused", "stopped"],
  ]),
  edit("null is dropped", [[...job, "maximumConcurrency", "type"], "integer"]),
  edit("a field may be null", [
    [...job, "firmwareVersion", "type"],
    ["string", "null"],
  ]),
  edit("a description is reworded", [
    [...job, "orgId", "description"],
    "Whose job it is. [documented in get-ota-job]",
  ]),
];
