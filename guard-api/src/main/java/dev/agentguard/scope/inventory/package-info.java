/**
 * Reads what belongs to an environment out of files that exist anyway: Terraform states, kubeconfigs, Docker compose files
 * and {@code .env} files. They are untrusted input: bounded in size and depth, and no message shows their content.
 */
@NullMarked
package dev.agentguard.scope.inventory;

import org.jspecify.annotations.NullMarked;
