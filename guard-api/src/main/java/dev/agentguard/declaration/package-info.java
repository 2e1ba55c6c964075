/**
 * Reads what a developer declared on a tool's method with the annotations of {@code annotation}: on it, on what it
 * overrides or is a proxy of, by annotations of their own that are annotated with Guard's, and within records. Annotations
 * are known by their names, since an application may carry another copy of them. Imports nothing of Guard but
 * {@code action}; one reader for every host, so that none understands a declaration otherwise than the next.
 */
@NullMarked
package dev.agentguard.declaration;

import org.jspecify.annotations.NullMarked;
