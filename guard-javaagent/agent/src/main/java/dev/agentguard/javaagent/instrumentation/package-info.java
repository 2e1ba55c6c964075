/** What an instrumentation is; the ones there are lie beside, one folder for each kind of thing they guard. */
@NullMarked
package dev.agentguard.javaagent.instrumentation;

import org.jspecify.annotations.NullMarked;
