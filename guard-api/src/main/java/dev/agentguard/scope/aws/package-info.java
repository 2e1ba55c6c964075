/**
 * Which account and which tags something in AWS has, asked from AWS itself with a key of Guard's own: the account of the key
 * that an action is signed with by STS, tags by the Resource Groups Tagging API.
 */
@NullMarked
package dev.agentguard.scope.aws;

import org.jspecify.annotations.NullMarked;
