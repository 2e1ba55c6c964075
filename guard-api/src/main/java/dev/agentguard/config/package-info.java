/**
 * {@code guard.yaml}: what a human configured, where it was found and whether it is trusted. A file that was merely
 * found in the working directory can only make Guard stricter until {@link dev.agentguard.config.TrustedFiles} pins it.
 */
@NullMarked
package dev.agentguard.config;

import org.jspecify.annotations.NullMarked;
