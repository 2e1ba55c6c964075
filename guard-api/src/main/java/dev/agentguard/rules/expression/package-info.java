/**
 * Conditions of rules in CEL, the language in which Kubernetes and Envoy take theirs. Nothing of the library is loaded
 * where no rule has one.
 */
@NullMarked
package dev.agentguard.rules.expression;

import org.jspecify.annotations.NullMarked;
