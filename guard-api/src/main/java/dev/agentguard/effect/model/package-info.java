/**
 * What a request to a model lets it do where no JVM sees it: {@link dev.agentguard.effect.model.ModelTools} is the door.
 */
@NullMarked
package dev.agentguard.effect.model;

import org.jspecify.annotations.NullMarked;
