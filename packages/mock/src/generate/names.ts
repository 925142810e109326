import type { OtaJob } from "../core/job.ts";
import type { Random } from "./random.ts";

type Name = OtaJob["name"];

/** A thing by its names in the locales that the documentation shows. */
interface Words {
  readonly en_US: string;
  readonly zh_CN: string;
  readonly es_ES: string;
  readonly ja_JP: string;
}

const devices: readonly [Words, ...Words[]] = [
  { en_US: "Pump", zh_CN: "水泵", es_ES: "Bomba", ja_JP: "ポンプ" },
  { en_US: "PV Inverter", zh_CN: "光伏逆变器", es_ES: "Inversor fotovoltaico", ja_JP: "太陽光インバータ" },
  { en_US: "Wind Turbine", zh_CN: "风力发电机", es_ES: "Aerogenerador", ja_JP: "風力タービン" },
  { en_US: "Smart Meter", zh_CN: "智能电表", es_ES: "Contador inteligente", ja_JP: "スマートメーター" },
  { en_US: "Battery", zh_CN: "储能电池", es_ES: "Batería", ja_JP: "蓄電池" },
  { en_US: "Gateway", zh_CN: "网关", es_ES: "Pasarela", ja_JP: "ゲートウェイ" },
  { en_US: "Charger", zh_CN: "充电桩", es_ES: "Cargador", ja_JP: "充電器" },
];

const upgrade: Words = { en_US: "upgrade", zh_CN: "升级", es_ES: "actualización", ja_JP: "アップグレード" };
const verify: Words = { en_US: "verification", zh_CN: "验证", es_ES: "verificación", ja_JP: "検証" };
const firmware: Words = { en_US: "firmware", zh_CN: "固件", es_ES: "firmware", ja_JP: "ファームウェア" };

/** Names of a job and its firmware, for the same device. */
export function names(random: Random, type: OtaJob["type"], version: string): { job: Name; firmware: Name } {
  const device = random.pick(devices);
  const action = type === "verify" ? verify : upgrade;
  return {
    job: name(random, device, action, version),
    firmware: name(random, device, firmware, version),
  };
}

/** As in real data, translations are often missing and some names have nothing but the default. */
function name(random: Random, device: Words, what: Words, version: string): Name {
  const i18nValue: Record<string, string> = {};
  const locales = [
    ["en_US", 0.8, " "],
    ["zh_CN", 0.6, ""],
    ["es_ES", 0.2, " "],
    ["ja_JP", 0.2, ""],
  ] as const;
  for (const [locale, probability, space] of locales) {
    if (random.chance(probability)) {
      i18nValue[locale] = `${device[locale]}${space}${what[locale]} ${version}`;
    }
  }
  return { defaultValue: `${device.en_US} ${what.en_US} ${version}`, i18nValue };
}
