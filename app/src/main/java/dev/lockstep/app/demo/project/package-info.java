/// A demo whose org is a Salesforce DX project: which of its objects are mapped, and how a check changes them.
@NullMarked
package dev.lockstep.app.demo.project;

import org.jspecify.annotations.NullMarked;
