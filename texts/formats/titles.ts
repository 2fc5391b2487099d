// Titles of the playbook inside sentences.

/** A title inside an English sentence: `Account manager` becomes `account manager`; `IT lead` stays. */
export const within = (title: string): string => (/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title);
