/**
 * SQL text to effects. {@link dev.agentguard.effect.sql.SqlReader} is the door. A lexer that knows each dialect's
 * literals, comments and quoting comes first; statements are cut out of its tokens and read by their leading words;
 * nothing is executed and no parser of a single dialect is needed.
 */
@NullMarked
package dev.agentguard.effect.sql;

import org.jspecify.annotations.NullMarked;
