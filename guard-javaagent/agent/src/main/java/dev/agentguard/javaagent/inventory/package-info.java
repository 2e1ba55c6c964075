/** Which tools an application hands to its models, read from class files without loading one. */
@NullMarked
package dev.agentguard.javaagent.inventory;

import org.jspecify.annotations.NullMarked;
