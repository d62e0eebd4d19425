// @ts-check
const NODE_MIN = /** @type {const} */ ([20, 9]);

/**
 * One line when this Node is too old for us.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return undefined;
  return `Node ${version} is too old: install Node ${NODE_MIN.join(".")} or newer (https://nodejs.org).`;
}
