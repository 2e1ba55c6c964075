/**
 * YAML with positions: every value knows its file, line and column, and every wrong value is one clear message. A leaf:
 * imports nothing else of Guard.
 */
@NullMarked
package dev.agentguard.yaml;

import org.jspecify.annotations.NullMarked;
