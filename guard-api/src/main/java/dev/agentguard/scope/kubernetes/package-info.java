/**
 * Which environment a Kubernetes namespace belongs to by its labels and annotations, asked from the cluster itself with a
 * token of Guard's own.
 */
@NullMarked
package dev.agentguard.scope.kubernetes;

import org.jspecify.annotations.NullMarked;
