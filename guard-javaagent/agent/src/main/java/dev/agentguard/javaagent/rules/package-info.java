/** What rule files enforce and what they only advise, with an example of an action that each rule stops. */
@NullMarked
package dev.agentguard.javaagent.rules;

import org.jspecify.annotations.NullMarked;
