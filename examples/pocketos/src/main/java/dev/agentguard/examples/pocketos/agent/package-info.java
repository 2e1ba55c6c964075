/**
 * The agent of the incident: a program on LangChain4j with tools for files and HTTP, driven by a script or by a real
 * model. Its annotations say what the tools carry; where Guard is not on the class path they are not even loaded.
 */
@NullMarked
package dev.agentguard.examples.pocketos.agent;

import org.jspecify.annotations.NullMarked;
