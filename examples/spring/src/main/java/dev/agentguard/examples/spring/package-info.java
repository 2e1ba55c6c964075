/** A shop whose assistant has one tool that deletes; Guard is a dependency and four lines of properties. */
@NullMarked
package dev.agentguard.examples.spring;

import org.jspecify.annotations.NullMarked;
