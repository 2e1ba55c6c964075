/**
 * What users write on their tools: what a tool does ({@link dev.agentguard.annotation.Guarded}), to which resource, in
 * which environment, and which parameters carry something that Guard can read. Imports nothing else of Guard.
 */
@NullMarked
package dev.agentguard.annotation;

import org.jspecify.annotations.NullMarked;
