/**
 * Programs that Guard itself runs to find something out, within bounds and without a shell. Imports nothing of Guard but
 * the failure of a look-up.
 */
@NullMarked
package dev.agentguard.scope.command;

import org.jspecify.annotations.NullMarked;
