/**
 * HTTP requests to effects. {@link dev.agentguard.effect.http.HttpReader} is the door; behind it stand the steps a
 * server takes too: the target of the request, the coding and the text of its body, JSON and forms, GraphQL requests in
 * either, method overrides. Where servers differ, every reading is judged.
 */
@NullMarked
package dev.agentguard.effect.http;

import org.jspecify.annotations.NullMarked;
