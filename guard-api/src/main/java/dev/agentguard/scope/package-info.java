/**
 * Where things live and what speaks for it: environments, the inventory and the live resolvers; the credentials that
 * were handed out and those that were found; whether anything would survive.
 */
@NullMarked
package dev.agentguard.scope;

import org.jspecify.annotations.NullMarked;
