/**
 * A web page on this machine where a human sees what waits, answers it and reads the record: {@link
 * dev.agentguard.console.Console}. It keeps no cookies (those of one port are sent to all others of the same host) and
 * loads nothing from elsewhere; every answer is the human's own, by a passkey bound to the very request.
 *
 * <p>One request takes one way: {@code ConsoleHandler} checks where it comes from and sends the page's files, {@code
 * SignIn} knows who asks, and a {@code View} answers.
 */
@NullMarked
package dev.agentguard.console;

import org.jspecify.annotations.NullMarked;
