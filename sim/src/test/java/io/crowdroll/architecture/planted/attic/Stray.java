package io.crowdroll.architecture.planted.attic;

/** A class in no room. */
public record Stray(int age) {}
