package dev.agentguard.javaagent.cases;

import dev.agentguard.CallContext;
import dev.agentguard.action.Action;

/**
 * One action of a recorded day.
 *
 * @param number the number by which it is named
 * @param context who acts: the session, and whether a tool was called or something was seen on the wire
 * @param action the action
 * @param expect {@code allow}, {@code ask} or {@code deny}
 */
record DayLine(int number, CallContext context, Action action, String expect) {}
