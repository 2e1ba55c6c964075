/**
 * Guard for LangChain4j: every tool call of an AI service is judged before it runs.
 *
 * <p>Nothing has to be written: {@link dev.agentguard.langchain4j.GuardedAiServiceContextFactory} is found by
 * {@code AiServices.builder(..)}. Who prefers an explicit line uses {@link dev.agentguard.langchain4j.GuardedAiServices},
 * and {@link dev.agentguard.langchain4j.GuardLangChain4j#verify(Object)} says whether a service is guarded. LangChain4j 1.0 to
 * 1.4 asks nobody, so there the explicit line is needed.
 *
 * <p>A tool call becomes a {@link dev.agentguard.action.ToolCall}, the verdict on it becomes what the model reads.
 * Covered is what LangChain4j runs as a tool of an AI service: annotated methods, maps of executors, tool providers,
 * MCP, skills and agents built on AI services, with or without streaming. What runs past that is for the Java agent:
 * executors that the application calls itself and did not wrap, agents that are plain code, compensating actions, what the
 * strategy for hallucinated tool names does. Tools that run at the model's provider nothing in this JVM sees.
 */
@NullMarked
package dev.agentguard.langchain4j;

import org.jspecify.annotations.NullMarked;
