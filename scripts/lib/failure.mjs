// @ts-check

/** Something a person has to mend: one clear message, and what led to it as lines. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {string[]} [details] output of the program that failed
   */
  constructor(message, details = []) {
    super(message);
    this.name = "Failure";
    this.details = details;
  }
}
