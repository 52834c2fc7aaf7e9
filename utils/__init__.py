"""What the chapters share: functions, the network of chapter 2, plots, exercises."""
