/// What a seed chooses: the steps of a schedule, before any of them is taken. Pure.
@NullMarked
package dev.lockstep.verification.campaign.plan;

import org.jspecify.annotations.NullMarked;
