/**
 * Guard in Quarkus LangChain4j: nothing has to be written. The bean
 * {@link dev.agentguard.langchain4j.quarkus.GuardToolWrapper} is found by Quarkus and stands around every tool.
 */
@NullMarked
package dev.agentguard.langchain4j.quarkus;

import org.jspecify.annotations.NullMarked;
