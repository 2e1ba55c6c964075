/**
 * What the resolvers that ask a service have in common: one bounded request, JSON that is whole or no answer, answers that
 * are kept for a while.
 */
@NullMarked
package dev.agentguard.scope.remote;

import org.jspecify.annotations.NullMarked;
