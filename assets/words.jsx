/** Days, months and counted words in the page's language: few browsers know Irish. */
const RULES = new Intl.PluralRules("en-IE");
const FORMS = ["one", "two", "few", "many", "other"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Monday first. */
export const WEEK = [...WEEKDAYS.slice(1), WEEKDAYS[0]];

/** A number in its words: `forms` are divided by `|`, of one and of others, or all five that Irish has. */
export function counted(number, forms) {
  const each = forms.split("|");
  const at = each.length === 2 ? Number(number !== 1) : FORMS.indexOf(RULES.select(number));
  return each[at].replace("#", number.toLocaleString("en-IE"));
}

/** "Friday, 27 November" of a moment counted in UTC. */
export function whole(moment) {
  const day = new Date(moment);
  return `${DAYS[day.getUTCDay()]}, ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}

/** "Fri 27 Nov" */
export function short(moment) {
  const day = new Date(moment);
  return `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${SHORT_MONTHS[day.getUTCMonth()]}`;
}

/** "November 2026" */
export function month(moment) {
  const day = new Date(moment);
  return `${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
