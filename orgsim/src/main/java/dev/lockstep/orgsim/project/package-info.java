/// A Salesforce DX project as the org: objects and fields of its metadata, records of its `sf data import tree` plans.
@NullMarked
package dev.lockstep.orgsim.project;

import org.jspecify.annotations.NullMarked;
