/** An application of Spring AI whose tools Guard judges; nothing of LangChain4j is there. */
@NullMarked
package dev.agentguard.examples.springai;

import org.jspecify.annotations.NullMarked;
