/**
 * Guard for Spring AI: the calls of tools that a {@code ToolCallingManager} bean runs are judged first. Needs nothing of
 * LangChain4j.
 */
@NullMarked
package dev.agentguard.langchain4j.spring.ai;

import org.jspecify.annotations.NullMarked;
