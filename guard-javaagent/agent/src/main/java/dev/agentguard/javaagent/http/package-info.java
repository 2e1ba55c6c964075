/**
 * The HTTP clients that are guarded, one file each. An instrumentation reads method, URL, headers and body and asks
 * through the bridge; it knows no effects, rules or decisions.
 */
@NullMarked
package dev.agentguard.javaagent.http;

import org.jspecify.annotations.NullMarked;
