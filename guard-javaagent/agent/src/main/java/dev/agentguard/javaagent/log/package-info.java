/** What Guard's own libraries log: warnings and errors, on standard error, without any logging library's own set-up. */
@NullMarked
package dev.agentguard.javaagent.log;

import org.jspecify.annotations.NullMarked;
