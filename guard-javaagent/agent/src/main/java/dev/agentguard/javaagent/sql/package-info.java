/** Statements that JDBC drivers send: each driver is changed at the one point that whatever it sends passes. */
@NullMarked
package dev.agentguard.javaagent.sql;

import org.jspecify.annotations.NullMarked;
