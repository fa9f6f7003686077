#pragma once

/// Registers a benchmark for every preset of every model. Called by main: the registry is not ready before.
void register_family();
