interface Job {
  readonly orgId: string;
  readonly productKey: string;
  readonly jobId: string;
  readonly name: {
    readonly defaultValue: string;
    readonly i18nValue: { readonly zh_CN?: string; readonly en_US?: string };
  };
  readonly firmwareVersion: string;
  readonly type: string;
  readonly status: string;
  readonly createTime: number;
}

/** Jobs as `JSON.parse` returns them: every second one also has its name in other languages. */
export const jobs: readonly Job[] = JSON.parse(
  JSON.stringify(
    Array.from({ length: 1000 }, (_, i) => ({
      orgId: "o15475466766371",
      productKey: `pk${i % 5}`,
      jobId: (0x5ed7_58ca_49f0 + i).toString(16).padStart(24, "0"),
      name: {
        defaultValue: `Pump ${i}`,
        i18nValue: i % 2 ? { zh_CN: `泵${i}`, en_US: `The PUMP ${i}` } : {},
      },
      firmwareVersion: `1.${i % 7}`,
      type: i % 2 ? "upgrade" : "verify",
      status: i % 3 ? "started" : "stopped",
      createTime: 1_591_171_274_788 + i,
    })),
  ),
);
