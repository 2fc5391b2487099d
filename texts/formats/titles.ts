// Titles of the playbook inside sentences.

/** `Account manager` as it reads in an English sentence; `IT lead` stays. */
export const within = (title: string): string => (/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title);
